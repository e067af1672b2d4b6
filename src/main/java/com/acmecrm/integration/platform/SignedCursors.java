package com.acmecrm.integration.platform;

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
import java.util.Optional;

/**
 * Cursors as clients see them: opaque and signed (JWS, HS256) with a key that all nodes share, so that a client can
 * neither make one up nor change one.
 */
@ApplicationScoped
public class SignedCursors {

    @Inject
    SharedKeyRepository keys;

    private volatile byte[] key;

    /** @param place where the next page begins, and what binds the cursor to its list */
    public String encode(JsonObject place) {
        JWSObject signed = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(place.toString()));
        try {
            signed.sign(new MACSigner(key()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException("HS256 is not to be had", impossible);
        }
        return signed.serialize();
    }

    /** Empty if this service did not make it. */
    public Optional<JsonObject> decode(String cursor) {
        try {
            JWSObject signed = JWSObject.parse(cursor);
            return signed.verify(new MACVerifier(key()))
                    ? Optional.of(JsonText.parse(signed.getPayload().toString()))
                    : Optional.empty();
        } catch (ParseException | JOSEException | NullPointerException | IllegalArgumentException foreign) {
            // Nimbus throws the unchecked ones too, for a header of null among others.
            return Optional.empty();
        }
    }

    private byte[] key() {
        if (key == null) {
            key = keys.get("cursor");
        }
        return key;
    }
}
