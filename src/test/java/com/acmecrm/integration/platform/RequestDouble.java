package com.acmecrm.integration.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that has a peer, headers and nothing else. */
public final class RequestDouble {

    private RequestDouble() {}

    public static HttpServletRequest of(String peer, Map<String, List<String>> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                RequestDouble.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> peer;
                    case "getHeader" ->
                        lines(headers, arguments[0]).stream().findFirst().orElse(null);
                    case "getHeaders" -> Collections.enumeration(lines(headers, arguments[0]));
                    case "getAttribute", "setAttribute" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Who finds out where such a request comes from. */
    public static ClientAddresses clients(String... trusted) {
        ClientAddresses clients = new ClientAddresses();
        clients.configured = Optional.of(trusted);
        clients.read();
        return clients;
    }

    private static List<String> lines(Map<String, List<String>> headers, Object name) {
        return headers.getOrDefault((String) name, List.of());
    }
}
