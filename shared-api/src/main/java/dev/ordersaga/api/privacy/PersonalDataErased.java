package dev.ordersaga.api.privacy;

import java.util.UUID;

/**
 * The key of a person's data is deleted: whatever was derived from those data has to be deleted too.
 *
 * @param subject identifier of the deleted key; nothing leads from it to the person
 */
public record PersonalDataErased(UUID subject) implements PrivacyEvent {}
