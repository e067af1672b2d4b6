package com.acmecrm.integration.ratelimit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Endpoints that share a policy: {@code GET /api/contacts/{id}}, {@code * /api/events/**}. {@code *} is any method, or one
 * segment of the path template; {@code **} at the end is any number of segments, none among them.
 */
record EndpointPattern(Pattern regex) {

    private static final Pattern FORM =
            Pattern.compile("(\\*|[A-Z]{1,10}) +(/api(?:/(?:\\*|[A-Za-z0-9._{}-]+))*)(/\\*\\*)?");

    /** Empty if the text is no pattern; one that does not begin with {@code /api} would never match. */
    static Optional<EndpointPattern> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new EndpointPattern(regex(form.group(1), form.group(2), form.group(3) != null)))
                : Optional.empty();
    }

    boolean matches(Endpoint endpoint) {
        return regex.matcher(endpoint.toString()).matches();
    }

    private static Pattern regex(String method, String path, boolean open) {
        // Between the stars everything is literal.
        String quoted = "\\Q" + path.replace("*", "\\E[^/]+\\Q") + "\\E";
        return Pattern.compile((method.equals("*") ? "[A-Z]+" : method) + " " + quoted + (open ? "(/.*)?" : ""));
    }
}
