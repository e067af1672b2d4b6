package com.acmecrm.integration.contact;

import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.StringReader;
import java.util.List;
import org.hibernate.annotations.Immutable;

import static com.acmecrm.integration.platform.JsonP.JSON;

/** Tags as the column has them: a JSON array of strings. */
@Converter
@Immutable
public class TagsConverter implements AttributeConverter<List<String>, String> {

    @Override
    public String convertToDatabaseColumn(List<String> tags) {
        return JSON.createArrayBuilder(tags).build().toString();
    }

    @Override
    public List<String> convertToEntityAttribute(String column) {
        try (JsonReader reader = JSON.createReader(new StringReader(column))) {
            return List.copyOf(reader.readArray().getValuesAs(JsonString::getString));
        }
    }
}
