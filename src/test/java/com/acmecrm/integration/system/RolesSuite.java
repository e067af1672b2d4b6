package com.acmecrm.integration.system;

import com.acmecrm.integration.openapi.DocumentedAnswers;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every method of the API with every role. A method that stands in no line of the table makes it fail. */
abstract class RolesSuite {

    private static final String ANYONE = "anyone";
    private static final String NOBODYS = "guest";

    /** From the most to the least powerful; who stands on the right of a method's role may not call it. */
    private static final List<String> ROLES = List.of("admin", "editor", "viewer");

    /** The least role that may. */
    private static final Map<String, String> RULES = rules("""
            POST   /api/auth/login                anyone
            POST   /api/auth/logout               viewer
            GET    /api/auth/sessions             viewer
            DELETE /api/auth/sessions             viewer
            DELETE /api/auth/sessions/{jti}       viewer
            GET    /api/users                     admin
            POST   /api/users                     admin
            GET    /api/users/{id}                admin
            PATCH  /api/users/{id}                admin
            PUT    /api/users/{id}/password       viewer
            GET    /api/contacts                  viewer
            POST   /api/contacts                  editor
            POST   /api/contacts/batch            editor
            GET    /api/contacts/{id}             viewer
            GET    /api/contacts/{id}/formats     viewer
            POST   /api/contacts/{id}/repairs     admin
            GET    /api/contacts/drift            viewer
            PATCH  /api/contacts/{id}             editor
            DELETE /api/contacts/{id}             editor
            GET    /api/contacts/by-source/{source}/{sourceId} viewer
            PUT    /api/contacts/by-source/{source}/{sourceId} editor
            PATCH  /api/contacts/by-source/{source}/{sourceId} editor
            DELETE /api/contacts/by-source/{source}/{sourceId} editor
            GET    /api/events                    viewer
            GET    /api/events/{id}               viewer
            GET    /api/events/stream             viewer
            HEAD   /api/events/stream             viewer
            POST   /api/events/{id}/retries       admin
            POST   /api/events/{id}/discards      admin
            POST   /api/events/retries            admin
            GET    /api/events/retries/{id}       viewer
            DELETE /api/events/retries/{id}       admin
            GET    /api/ops/overview              viewer
            GET    /api/ops/refusals              viewer
            GET    /api/audit                     admin
            """);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void begin() {
        Redis.clearRateLimits();
    }

    @Test
    void everyMethodShouldHaveARule() {
        assertThat(methodsOfTheApi()).isEqualTo(RULES.keySet());
    }

    @ParameterizedTest
    @MethodSource("everyMethodWithEveryRole")
    void methodShouldBeOpenToItsRolesOnly(String method, String role) throws Exception {
        int status = call(method, role);

        if (isAllowed(method, role)) {
            assertThat(status).isNotIn(401, 403, 429, 500, 503);
        } else {
            assertThat(status).isEqualTo(role.equals(ANYONE) ? 401 : 403);
        }
    }

    static Stream<Arguments> everyMethodWithEveryRole() {
        return RULES.keySet().stream()
                .flatMap(method -> Stream.concat(ROLES.stream(), Stream.of(NOBODYS, ANYONE))
                        .map(role -> Arguments.of(method, role)));
    }

    private static boolean isAllowed(String method, String role) {
        String least = RULES.get(method);
        return least.equals(ANYONE) || ROLES.contains(role) && ROLES.indexOf(role) <= ROLES.indexOf(least);
    }

    /** With a body that is refused as 400 by those who may send it: nothing happens. */
    private static int call(String method, String role) throws IOException, InterruptedException {
        String[] parts = method.split(" ");
        Api api = role.equals(ANYONE) ? Api.anonymous() : new Api(Tokens.valid(role));
        HttpRequest request = api.request(parts[1].replaceAll("\\{[^}]+}", "00000000-0000-4000-8000-000000000000"))
                .header("Content-Type", "application/json")
                .method(parts[0], body(parts[0]))
                .build();
        HttpResponse<InputStream> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close(); // a stream would never end
        DocumentedAnswers.check(
                parts[0], request.uri(), answer.statusCode(), answer.headers()::firstValue, Optional.empty());
        return answer.statusCode();
    }

    private static HttpRequest.BodyPublisher body(String method) {
        return Set.of("POST", "PUT", "PATCH").contains(method)
                ? HttpRequest.BodyPublishers.ofString("[]")
                : HttpRequest.BodyPublishers.noBody();
    }

    private static Map<String, String> rules(String table) {
        return table.lines()
                .map(line -> line.split(" +"))
                .collect(Collectors.toMap(
                        cells -> cells[0] + " " + cells[1], cells -> cells[2], (one, other) -> one, TreeMap::new));
    }

    private static Set<String> methodsOfTheApi() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("com.acmecrm.integration");
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(Path.class))
                .flatMap(type -> Stream.of(type.reflect().getMethods()))
                .flatMap(RolesSuite::describe)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Empty for what answers no HTTP method. */
    private static Stream<String> describe(Method method) {
        String path = "/api" + path(method.getDeclaringClass().getAnnotation(Path.class))
                + path(method.getAnnotation(Path.class));
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value() + " " + path);
    }

    private static String path(Path path) {
        return path == null ? "" : path.value();
    }
}
