package dev.ordersaga.http.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;

/**
 * A request whose {@code Accept-Language} is not read: all answers are in English, and Tomcat fails for a header with more than
 * ten languages, as soon as Spring asks for the first one.
 */
final class EnglishRequest extends HttpServletRequestWrapper {

    EnglishRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public Locale getLocale() {
        return Locale.ENGLISH;
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(List.of(Locale.ENGLISH));
    }
}
