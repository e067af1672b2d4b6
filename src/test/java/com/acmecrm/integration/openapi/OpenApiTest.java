package com.acmecrm.integration.openapi;

import com.acmecrm.integration.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The document and the classes say the same, whichever side one looks from. */
class OpenApiTest {

    /** Read by a filter for all operations that it is for; no method has it as a parameter. */
    private static final Set<String> OF_FILTERS = Set.of("Idempotency-Key");

    /** What a request has anyway. */
    private static final Set<String> OF_EVERY_REQUEST = Set.of("User-Agent");

    /** Where the server sends its errors, and what we take from Payara to say that there is nothing. */
    private static final Set<String> NOWHERE =
            Set.of("/problem-page", "/WEB-INF/*", "/META-INF/*", "/openapi/*", "/metrics/*");

    private static final Description DESCRIPTION = Description.shipped();
    private static final List<Class<?>> CLASSES = ShippedClasses.all();
    private static final Map<String, Method> METHODS = methods();

    @Test
    void operationsShouldBeTheMethodsOfTheResources() {
        Set<String> documented = operations(path -> path.startsWith("/api/"));

        assertThat(documented).isEqualTo(METHODS.keySet());
    }

    @Test
    void otherAddressesShouldBeThoseOfTheServlets() {
        Set<String> addresses = CLASSES.stream()
                .map(type -> type.getAnnotation(WebServlet.class))
                .filter(Objects::nonNull)
                .flatMap(servlet -> Stream.of(servlet.value()))
                .filter(address -> !NOWHERE.contains(address))
                .map(address -> "GET " + address.replace("/*", "/{slug}"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(operations(path -> !path.startsWith("/api/"))).isEqualTo(addresses);
    }

    @ParameterizedTest
    @MethodSource("implemented")
    void operationShouldBeOpenToTheSameRoles(Operation operation) {
        RolesAllowed roles = method(operation).getAnnotation(RolesAllowed.class);

        assertThat(operation.roles()).isEqualTo(roles == null ? Set.of() : Set.of(roles.value()));
    }

    @ParameterizedTest
    @MethodSource("implemented")
    void operationShouldHaveTheSameParameters(Operation operation) {
        Method method = method(operation);

        Set<String> headers = new TreeSet<>(operation.parameters("header"));
        headers.removeAll(OF_FILTERS);
        Set<String> annotated = names(method, HeaderParam.class, HeaderParam::value);
        annotated.removeAll(OF_EVERY_REQUEST);
        assertThat(headers).isEqualTo(annotated);
        assertThat(operation.parameters("path")).isEqualTo(names(method, PathParam.class, PathParam::value));
        assertThat(operation.parameters("query")).containsAll(names(method, QueryParam.class, QueryParam::value));
    }

    @ParameterizedTest
    @MethodSource("implemented")
    void operationShouldReadAndWriteTheSameMediaTypes(Operation operation) {
        Method method = method(operation);

        Consumes consumes = method.getAnnotation(Consumes.class);
        if (consumes != null) {
            assertThat(operation.requestContent().keySet()).containsExactlyInAnyOrder(consumes.value());
        }
        Produces own = method.getAnnotation(Produces.class);
        Produces produces = own == null ? method.getDeclaringClass().getAnnotation(Produces.class) : own;
        operation.responses().entrySet().stream()
                .filter(response -> response.getKey() < 300)
                .map(response -> response.getValue().content().keySet())
                .filter(types -> !types.isEmpty())
                .forEach(types -> assertThat(types).containsExactlyInAnyOrder(produces.value()));
    }

    @Test
    void problemsShouldBeThoseOfTheService() {
        Set<String> documented = DESCRIPTION
                .schemas()
                .getJsonObject("Problem")
                .getJsonObject("properties")
                .getJsonObject("type")
                .getJsonArray("enum")
                .getValuesAs(JsonString::getString)
                .stream()
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ProblemType.values()).map(OpenApiTest::uri).toList());
    }

    /** Generated clients make a set of it, which sends the elements back in another order: a change. */
    @Test
    void arraysShouldNotBeDescribedAsSets() {
        assertThat(DESCRIPTION.json().toString()).doesNotContain("\"uniqueItems\"");
    }

    /** A method that is not in the document has no operation, either. */
    @Test
    void everyProblemButWrongMethodsShouldHaveAnExample() {
        String document = DESCRIPTION.json().toString();

        assertThat(ProblemType.values())
                .filteredOn(type -> type != ProblemType.METHOD_NOT_ALLOWED)
                .allMatch(type -> document.contains("\"type\":\"" + uri(type) + "\""));
    }

    @ParameterizedTest
    @MethodSource("all")
    void examplesOfProblemsShouldHaveTheirStatus(Operation operation) {
        operation
                .responses()
                .forEach((status, response) -> response.problems().stream()
                        .forEach(type -> assertThat(ProblemType.valueOf(type.substring("/problems/".length())
                                                .replace('-', '_')
                                                .toUpperCase(Locale.ROOT))
                                        .status())
                                .as(type)
                                .isEqualTo(status)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void examplesShouldFitTheirSchemas(Operation operation) {
        operation.requestContent().values().forEach(OpenApiTest::assertExamplesFit);
        operation
                .responses()
                .values()
                .forEach(response -> response.content().values().forEach(OpenApiTest::assertExamplesFit));
    }

    /** Otherwise nobody knows what is to come of it. */
    @ParameterizedTest
    @MethodSource("all")
    void everyExampleOfARequestShouldHaveOneOfAnAnswer(Operation operation) {
        Set<String> withoutBody = Set.of("setPassword"); // 204

        assertThat(operation.requestContent().values().stream()
                        .flatMap(media -> examples(media).keySet().stream())
                        .filter(name -> !withoutBody.contains(operation.json().getString("operationId"))))
                .allMatch(name -> operation.statusOfExample(name).isPresent());
    }

    static Collection<Operation> all() {
        return DESCRIPTION.operations();
    }

    static Stream<Operation> implemented() {
        return DESCRIPTION.operations().stream().filter(operation -> METHODS.containsKey(operation.name()));
    }

    private static void assertExamplesFit(JsonValue media) {
        examples(media)
                .forEach((name, example) -> assertThat(DocumentedAnswers.faults(
                                media.asJsonObject().get("schema"),
                                DESCRIPTION.resolve(example).get("value")))
                        .as(name)
                        .isEmpty());
    }

    private static JsonObject examples(JsonValue media) {
        return media.asJsonObject()
                .getOrDefault("examples", JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject();
    }

    private static String uri(ProblemType type) {
        return "/problems/" + type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Method method(Operation operation) {
        return METHODS.get(operation.name());
    }

    private static Set<String> operations(Predicate<String> address) {
        return DESCRIPTION.operations().stream()
                .filter(operation -> address.test(operation.path()))
                .map(Operation::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <A extends Annotation> Set<String> names(Method method, Class<A> type, Function<A, String> name) {
        return Arrays.stream(method.getParameters())
                .map((Parameter parameter) -> parameter.getAnnotation(type))
                .filter(annotation -> annotation != null)
                .map(name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Method> methods() {
        Map<String, Method> methods = new TreeMap<>();
        CLASSES.stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Stream.of(type.getMethods()))
                .forEach(method -> verb(method).ifPresent(verb -> methods.put(verb + " " + address(method), method)));
        return methods;
    }

    /** Empty for what answers no HTTP method. */
    private static Optional<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String address(Method method) {
        Path own = method.getAnnotation(Path.class);
        return "/api" + method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : own.value());
    }
}
