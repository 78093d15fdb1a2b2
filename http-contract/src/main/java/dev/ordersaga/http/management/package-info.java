/** The management port's own server, as far as Spring Boot's defaults for it do not do. */
@NullMarked
package dev.ordersaga.http.management;

import org.jspecify.annotations.NullMarked;
