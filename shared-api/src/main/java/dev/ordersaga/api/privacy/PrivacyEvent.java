package dev.ordersaga.api.privacy;

/** Event about the personal data of one person. It belongs to no aggregate. */
public sealed interface PrivacyEvent permits PersonalDataErased {}
