package com.acmecrm.integration.idempotency;

import com.acmecrm.integration.platform.Origins;
import com.acmecrm.integration.platform.Sha256;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.Optional;

/** Stands around a resource method: its body has been read by now, and its caller may call it. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class IdempotentInterceptor {

    @Inject
    HttpServletRequest request;

    @Inject
    Origins origins;

    @Inject
    IdempotentCalls calls;

    @AroundInvoke
    Object call(InvocationContext context) throws Exception {
        Optional<IdempotencyKey> key = IdempotencyKey.of(Collections.list(request.getHeaders(IdempotencyKey.HEADER)));
        if (key.isEmpty()) {
            return context.proceed();
        }
        return calls.answer(keyed(key.get()), () -> (Response) context.proceed());
    }

    private KeyedRequest keyed(IdempotencyKey key) {
        String fingerprint =
                Sha256.hex(request.getMethod() + " " + request.getRequestURI() + "\n" + BodyDigest.of(request));
        return new KeyedRequest(origins.current().userId().orElseThrow(), key, fingerprint);
    }
}
