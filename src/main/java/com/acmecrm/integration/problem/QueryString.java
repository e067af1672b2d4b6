package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.web.ApiRequest;
import com.acmecrm.integration.platform.web.PercentEncoding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

/** The parameters of a query, decoded strictly: a filter that is misread finds other contacts or none. */
public final class QueryString {

    private QueryString() {}

    /** @throws ProblemException 400 as {@link #parse} */
    public static MultivaluedMap<String, String> of(HttpServletRequest request) {
        return parse(ApiRequest.rawQuery(request));
    }

    /**
     * @param raw each byte as one character; null where there is no query
     * @throws ProblemException 400 if it is not UTF-8, or a percent sign is not followed by two hexadecimal digits
     */
    static MultivaluedMap<String, String> parse(String raw) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        if (raw != null) {
            for (String parameter : raw.split("&")) {
                add(parameter, parameters);
            }
        }
        return parameters;
    }

    private static void add(String parameter, MultivaluedMap<String, String> parameters) {
        if (!parameter.isEmpty()) {
            String[] parts = parameter.split("=", 2);
            parameters.add(decode(parts[0]), parts.length == 1 ? "" : decode(parts[1]));
        }
    }

    private static String decode(String part) {
        try {
            return PercentEncoding.decode(part.replace('+', ' '));
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "A parameter of the query " + malformed.getMessage() + ".");
        }
    }
}
