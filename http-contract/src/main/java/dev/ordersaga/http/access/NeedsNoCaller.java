package dev.ordersaga.http.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a route that anyone may call. Its path is also listed in {@link AccessConfiguration}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsNoCaller {

    /** What protects the route instead. */
    String because();
}
