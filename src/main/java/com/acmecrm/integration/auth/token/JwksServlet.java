package com.acmecrm.integration.auth.token;

import com.acmecrm.integration.platform.Sha256;
import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /.well-known/jwks.json}: the public keys as a JWK set (RFC 7517), for whoever verifies our tokens. */
@WebServlet("/.well-known/jwks.json")
public class JwksServlet extends ReadOnlyServlet {

    private static final long serialVersionUID = 1L;

    /** Shorter than anyone leaves between the steps of a rotation. */
    private static final int FRESH_SECONDS = 300;

    @Inject
    transient TokenKeys keys;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = keys.verification().json().getBytes(StandardCharsets.UTF_8);
        response.setHeader("Cache-Control", "public, max-age=" + FRESH_SECONDS);
        if (isWanted(request, response, '"' + Sha256.hex(body) + '"')) {
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
