package dev.ordersaga.orderstatus.web;

import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.orderstatus.view.OrderStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/**
 * HTML page of an order's status, for the browser of a customer who returns from the payment provider. A shop shows a page of
 * its own; this is the default return address.
 */
final class OrderPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private OrderPage() {}

    /** Whether the client names HTML and wants it more than JSON, as browsers do. */
    static boolean isPreferredBy(HttpServletRequest request) {
        String accept = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accept);
            double html = types.stream()
                    .filter(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML))
                    .mapToDouble(MediaType::getQualityValue)
                    .max()
                    .orElse(0);
            double json = types.stream()
                    .filter(type -> type.includes(MediaType.APPLICATION_JSON))
                    .mapToDouble(MediaType::getQualityValue)
                    .max()
                    .orElse(0);
            return html > json;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** Reloads itself, without the query of the return address, until the order is settled. */
    static ResponseEntity<byte[]> of(OrderStatus order) {
        String reload = order.isSettled()
                ? ""
                : "<meta http-equiv=\"refresh\" content=\"2;url=" + OrderLinks.self(order.orderId()) + "\">";
        String page = """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8">%s<title>Order %s</title></head>
                <body><h1>Your order</h1>
                <dl><dt>Number</dt><dd>%s</dd><dt>Status</dt><dd>%s</dd><dt>Payment</dt><dd>%s</dd><dt>Total</dt><dd>%s</dd></dl>
                </body></html>
                """.formatted(
                        reload,
                        order.orderId(),
                        order.orderId(),
                        words(order.status()),
                        words(order.payment().status()),
                        HtmlUtils.htmlEscape(order.total().toString()));
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .varyBy(HttpHeaders.ACCEPT, HttpHeaders.AUTHORIZATION)
                .header(HttpHeaders.CONTENT_LANGUAGE, "en")
                .body(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
