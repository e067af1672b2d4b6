package com.acmecrm.integration.platform;

import jakarta.json.JsonObject;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;

/** A JSON object in a jsonb column; numbers keep every digit. */
@Converter
@Immutable
public class JsonObjectConverter implements AttributeConverter<JsonObject, String> {

    @Override
    public String convertToDatabaseColumn(JsonObject json) {
        return json.toString();
    }

    @Override
    public JsonObject convertToEntityAttribute(String text) {
        return JsonText.parse(text);
    }
}
