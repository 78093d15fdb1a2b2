package dev.ordersaga.api.privacy;

/** Name of a person (data subject): a customer of one tenant. Tenants choose their customer ids, so the same id is several persons. */
public final class DataSubject {

    private DataSubject() {}

    /** @param tenant contains no slash */
    public static String of(String tenant, String id) {
        return tenant + '/' + id;
    }
}
