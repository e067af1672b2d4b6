package com.acmecrm.integration.openapi;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** The document as it was written, and the same as JSON, which every program can read. */
@ApplicationScoped
public class OpenApiDocument {

    private static final String FILE = "openapi.yaml";

    private String yaml;
    private String json;

    @PostConstruct
    void read() {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream(FILE)) {
            yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        json = JSON.createObjectBuilder(document).build().toString();
    }

    String yaml() {
        return yaml;
    }

    String json() {
        return json;
    }
}
