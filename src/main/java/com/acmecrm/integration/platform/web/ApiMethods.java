package com.acmecrm.integration.platform.web;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The methods of each address under {@code /api}, for {@code Allow}. Read from the resources: what the servers' JAX-RS says
 * differs, and has {@code OPTIONS} in it, which is answered nowhere.
 */
@ApplicationScoped
public class ApiMethods {

    private static final String BASE = "/api";
    private static final Pattern VARIABLE = Pattern.compile("\\{[^/]*}");

    @Inject
    BeanManager beans;

    private final Map<String, Set<String>> byTemplate = new TreeMap<>();

    @PostConstruct
    void read() {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Stream.of(type.getMethods()))
                .forEach(this::read);
    }

    private void read(Method method) {
        String template = BASE + path(method.getDeclaringClass()) + path(method);
        Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .flatMap(http -> http.value().equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(http.value()))
                .forEach(name -> byTemplate
                        .computeIfAbsent(template, key -> new TreeSet<>())
                        .add(name));
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    public static boolean isApi(HttpServletRequest request) {
        return BASE.equals(request.getServletPath());
    }

    /** As {@code Allow} lists them; empty where there is nothing at this address. */
    public Optional<String> allowed(HttpServletRequest request) {
        String info = request.getPathInfo();
        return allowed(request.getServletPath() + (info == null ? "" : info));
    }

    /** @param path decoded; the template with the most literal signs wins, as in JAX-RS */
    Optional<String> allowed(String path) {
        return byTemplate.keySet().stream()
                .filter(template -> pattern(template).matcher(path).matches())
                .max(Comparator.comparingInt(
                        template -> VARIABLE.matcher(template).replaceAll("").length()))
                .map(template -> String.join(", ", byTemplate.get(template)));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Stream.of(template.split("/", -1))
                .map(segment -> VARIABLE.matcher(segment).matches() ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/")));
    }
}
