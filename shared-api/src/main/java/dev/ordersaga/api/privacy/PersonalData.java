package dev.ordersaga.api.privacy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that can identify a person, or that is free text. It is stored encrypted with the key of the person (data
 * subject) that the record belongs to, and reads as a replacement once that key is erased. A nested record belongs to the
 * person of the outer one.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface PersonalData {

    /** What a text reads as after the erasure; a list is empty and any other value null then. */
    String ERASED = "[erased]";
}
