package dev.ordersaga.lab.experiments.load;

/** The order that all loads place. */
public final class SampleOrder {

    /** The body of {@code PUT /orders/{id}}. */
    public static final String BODY = """
            {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa","lines":[
            {"sku":"85123A","description":"WHITE HANGING HEART T-LIGHT HOLDER","quantity":6,"unitPrice":"2.55"},
            {"sku":"71053","description":"WHITE METAL LANTERN","quantity":6,"unitPrice":"3.39"}]}""";

    private SampleOrder() {}
}
