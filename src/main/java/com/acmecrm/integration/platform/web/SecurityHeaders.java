package com.acmecrm.integration.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/**
 * The headers that every answer carries (OWASP Secure Headers Project, OWASP ASVS 5.0, V3.4). Set before anything else
 * is: who knows better, sets them anew.
 */
public final class SecurityHeaders {

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    /** A year, as browsers' preload lists ask. Without sub-domains: those are not ours to decide. */
    private static final String TRANSPORT_SECURITY = "max-age=31536000";

    private SecurityHeaders() {}

    /**
     * @param path that the client asked for
     * @param secure whether the client came by TLS, to us or to a proxy that is believed
     */
    public static void apply(HttpServletResponse response, String path, boolean secure) {
        ALWAYS.forEach(response::setHeader);
        if (secure) {
            response.setHeader("Strict-Transport-Security", TRANSPORT_SECURITY);
        }
        // Contacts are personal data: no browser and no proxy is to keep them.
        if (path.startsWith("/api/")) {
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
