package com.acmecrm.integration.problem;

import com.acmecrm.integration.platform.RequestFilter;
import com.acmecrm.integration.platform.web.MalformedRequest;
import com.acmecrm.integration.platform.web.MethodRefusal;
import com.acmecrm.integration.platform.web.ReadOnlyServlet;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The error page: what the server refuses before, or instead of, our code is told as a problem too. It also answers the
 * folders of the WAR that nobody may read: Payara redirects from a folder to the same with a slash, on the host that the
 * client has written into {@code Host}, unless a servlet has the address.
 */
@WebServlet({"/problem-page", "/WEB-INF/*", "/META-INF/*"})
public class ProblemPageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String REFUSED = "The server refused this request.";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProblemType type = type(request);
        response.setStatus(type.status());
        response.setContentType(Problem.MEDIA_TYPE);
        if (type == ProblemType.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"acmecrm\", error=\"invalid_token\"");
        }
        if (type == ProblemType.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", MethodRefusal.allowed(request).orElse(ReadOnlyServlet.METHODS));
        }
        if (type == ProblemType.SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", "1");
        }
        byte[] body = Problem.of(type, detail(type, request), List.of(), members(type, request), request)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static ProblemType type(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            return ProblemType.NOT_FOUND; // nobody is meant to come here by address
        }
        ProblemType type = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? ProblemType.ofStatus(status)
                : ProblemType.INTERNAL_ERROR;
        return type == ProblemType.INTERNAL_ERROR && isRefusedToken(request) ? ProblemType.UNAUTHORIZED : type;
    }

    /** WildFly says 500 where a token names a key that there is not, before any filter of ours. */
    private static boolean isRefusedToken(HttpServletRequest request) {
        return request.getHeader("Authorization") != null && !RequestFilter.hasSeen(request);
    }

    /** Where the server refuses a request that has come as far as our code, the change may have been made. */
    private static JsonObject members(ProblemType type, HttpServletRequest request) {
        return type == ProblemType.SERVICE_UNAVAILABLE
                ? Outcome.of(RequestFilter.hasSeen(request), request.getMethod())
                        .toMembers()
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static String detail(ProblemType type, HttpServletRequest request) {
        return switch (type) {
            case INVALID_REQUEST -> malformed(request).orElse(REFUSED);
            case UNAUTHORIZED -> "The token is malformed, expired or not ours; log in for a new one.";
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not support this method; see the Allow header.";
            case PRECONDITION_FAILED -> "If-Match does not name what is at this address.";
            default -> REFUSED;
        };
    }

    private static Optional<String> malformed(HttpServletRequest request) {
        return Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI))
                .flatMap(uri -> MalformedRequest.of(uri.toString()))
                .map(MalformedRequest::detail);
    }
}
