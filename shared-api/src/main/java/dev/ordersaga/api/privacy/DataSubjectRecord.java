package dev.ordersaga.api.privacy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component that identifies what belongs to one person (data subject), such as an order: everything with the same
 * value belongs to the person that its first event names. The stream of that first event has this value as its identifier. On a
 * component that is a record, that record has a marked component.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface DataSubjectRecord {}
