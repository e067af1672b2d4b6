package com.acmecrm.integration.gate;

import com.acmecrm.integration.ratelimit.Endpoint;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Resource methods under the names by which their calls are counted. */
final class Endpoints {

    private static final String BASE = "/api";
    private static final Map<Method, Endpoint> KNOWN = new ConcurrentHashMap<>();

    private Endpoints() {}

    static Endpoint of(Method resourceMethod) {
        return KNOWN.computeIfAbsent(resourceMethod, Endpoints::read);
    }

    private static Endpoint read(Method method) {
        String path = BASE
                + path(method.getDeclaringClass().getAnnotation(Path.class))
                + path(method.getAnnotation(Path.class));
        return new Endpoint(httpMethod(method), path);
    }

    private static String path(Path path) {
        return path == null ? "" : path.value();
    }

    /** HEAD is answered by the GET method and counted with it. */
    private static String httpMethod(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method + " answers no HTTP method"));
    }
}
