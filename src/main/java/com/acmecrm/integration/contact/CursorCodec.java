package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonText;
import com.acmecrm.integration.platform.SharedKeyRepository;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;

import static com.acmecrm.integration.platform.JsonP.JSON;

/**
 * Cursors as clients see them: opaque and signed (JWS, HS256) with a key that all nodes share, so that a client can
 * neither make one up nor carry one over to a list with another order.
 */
@ApplicationScoped
public class CursorCodec {

    private static final String ORDER = "-createdAt";

    @Inject
    SharedKeyRepository keys;

    private volatile byte[] key;

    String encode(ContactCursor cursor) {
        JsonObject place = JSON.createObjectBuilder()
                .add("order", ORDER)
                .add("at", cursor.createdAt().toEpochMilli())
                .add("id", cursor.id().toString())
                .build();
        JWSObject signed = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(place.toString()));
        try {
            signed.sign(new MACSigner(key()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 is not to be had", impossible);
        }
        return signed.serialize();
    }

    /** @throws ProblemException 400 if the cursor was not made here for this list */
    ContactCursor decode(String text) {
        try {
            JWSObject signed = JWSObject.parse(text);
            if (!signed.verify(new MACVerifier(key()))) {
                throw refused();
            }
            JsonObject place = JsonText.parse(signed.getPayload().toString());
            if (!place.getString("order").equals(ORDER)) {
                throw refused();
            }
            return new ContactCursor(
                    Instant.ofEpochMilli(place.getJsonNumber("at").longValueExact()),
                    UUID.fromString(place.getString("id")));
        } catch (ParseException | JOSEException foreign) {
            throw refused();
        }
    }

    private byte[] key() {
        if (key == null) {
            key = keys.get("cursor");
        }
        return key;
    }

    private static ProblemException refused() {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST, "The cursor is not one of this list; take meta.nextCursor as it is.");
    }
}
