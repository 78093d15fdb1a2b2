/** Servlet container settings for which Spring Boot has no property, and security headers. */
@NullMarked
package dev.ordersaga.http.server;

import org.jspecify.annotations.NullMarked;
