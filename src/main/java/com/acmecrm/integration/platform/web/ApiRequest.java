package com.acmecrm.integration.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as the servers' JAX-RS gets to see it: {@code Accept} accepts anything, because one server copies its
 * parameters into the response's {@code Content-Type} and the other fails at a malformed one ({@link AcceptFilter} holds the
 * real one against what the method produces); {@code Content-Type} is well formed, and the query, too.
 */
public final class ApiRequest extends HttpServletRequestWrapper {

    private static final String QUERY = ApiRequest.class.getName() + ".query";
    private static final String ACCEPT = "Accept";
    private static final String CONTENT_TYPE = "Content-Type";

    private final Map<String, String> replaced = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private ApiRequest(HttpServletRequest request) {
        super(request);
    }

    public static HttpServletRequest of(HttpServletRequest request) {
        AcceptHeader.of(request).keepIn(request);
        request.setAttribute(QUERY, request.getQueryString());
        ApiRequest readable = new ApiRequest(request);
        readable.replace(ACCEPT, "*/*");
        List<String> types = Collections.list(request.getHeaders(CONTENT_TYPE));
        if (!types.isEmpty()) {
            readable.replace(CONTENT_TYPE, ContentTypeHeader.readable(types));
        }
        return readable;
    }

    /** The query as the client sent it, each byte as one character; null where there is none. */
    public static String rawQuery(HttpServletRequest request) {
        return (String) request.getAttribute(QUERY);
    }

    private void replace(String header, String value) {
        if (super.getHeader(header) != null) {
            replaced.put(header, value);
        }
    }

    @Override
    public String getHeader(String name) {
        String other = replaced.get(name);
        return other == null ? super.getHeader(name) : other;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String other = replaced.get(name);
        return other == null ? super.getHeaders(name) : Collections.enumeration(List.of(other));
    }

    @Override
    public String getContentType() {
        return getHeader(CONTENT_TYPE);
    }

    @Override
    public String getQueryString() {
        String query = super.getQueryString();
        return query == null ? null : QueryEncoding.encode(query);
    }
}
