package dev.ordersaga.operations.apikey;

/** No caller could be authenticated: there is neither an API key nor an issuer of JWT. */
final class MissingCredentialsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingCredentialsException() {
        super("No client can be authenticated: no API key is stored, and no issuer of JWT is configured.");
    }
}
