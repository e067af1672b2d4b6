package com.acmecrm.integration.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** A 405 that an error page completes: {@code Allow} is named where the methods are known (RFC 9110, section 15.5.6). */
public final class MethodRefusal {

    private static final String ATTRIBUTE = MethodRefusal.class.getName();

    private MethodRefusal() {}

    public static void send(HttpServletRequest request, HttpServletResponse response, String allowed)
            throws IOException {
        request.setAttribute(ATTRIBUTE, allowed);
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    /** Empty where the server has refused the method by itself. */
    public static Optional<String> allowed(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
    }
}
