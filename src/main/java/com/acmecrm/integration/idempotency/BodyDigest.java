package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.platform.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.HexFormat;

/** Hashes the body of a request that has a key while it is read, whoever reads it. */
// No bean, as the readers are none.
@Provider
public class BodyDigest implements ReaderInterceptor {

    /** The container's request has JAX-RS's properties as its attributes. */
    private static final String ATTRIBUTE = BodyDigest.class.getName();

    private static final String NO_BODY =
            HexFormat.of().formatHex(Sha256.start().digest());

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        if (!context.getHeaders().containsKey(IdempotencyKey.HEADER)) {
            return context.proceed();
        }
        DigestInputStream body = new DigestInputStream(context.getInputStream(), Sha256.start());
        context.setInputStream(body);
        Object read = context.proceed();
        context.setProperty(
                ATTRIBUTE, HexFormat.of().formatHex(body.getMessageDigest().digest()));
        return read;
    }

    /** In hexadecimal digits. */
    static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String digest ? digest : NO_BODY;
    }
}
