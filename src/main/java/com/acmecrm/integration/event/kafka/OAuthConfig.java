package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.tls.PemCertificates;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Where access tokens for Kafka come from ({@code acmecrm.kafka.oauth.*}).
 *
 * @param authorities location of a PEM file: who is trusted for the token endpoint; empty for the virtual machine's
 */
record OAuthConfig(
        URI tokenUrl, String clientId, String clientSecret, Optional<String> scope, Optional<String> authorities) {

    static final String TOKEN_URL = "acmecrm.kafka.oauth.token-url";
    static final String CLIENT_ID = "acmecrm.kafka.oauth.client-id";
    static final String CLIENT_SECRET = "acmecrm.kafka.oauth.client-secret";
    static final String SCOPE = "acmecrm.kafka.oauth.scope";
    static final String AUTHORITIES = "acmecrm.kafka.oauth.ca.location";
    static final Set<String> REQUIRED = Set.of(TOKEN_URL, CLIENT_ID, CLIENT_SECRET);
    static final Set<String> ALL = Set.of(TOKEN_URL, CLIENT_ID, CLIENT_SECRET, SCOPE, AUTHORITIES);

    static List<Setting> settings() {
        return List.of(
                Setting.optional(
                        TOKEN_URL,
                        new Form("a URL like https://id.example.com/oauth2/token", OAuthConfig::isHttpAddress)),
                Setting.optional(CLIENT_ID, Form.text()),
                Setting.optional(CLIENT_SECRET, Form.text()).asSecret(),
                Setting.optional(SCOPE, Form.text()),
                Setting.optional(AUTHORITIES, PemCertificates.form()));
    }

    private static boolean isHttpAddress(String text) {
        try {
            URI address = URI.create(text);
            return Set.of("http", "https").contains(String.valueOf(address.getScheme())) && address.getHost() != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    static OAuthConfig of(Function<String, Optional<String>> values) {
        return new OAuthConfig(
                URI.create(values.apply(TOKEN_URL).orElseThrow()),
                values.apply(CLIENT_ID).orElseThrow(),
                values.apply(CLIENT_SECRET).orElseThrow(),
                values.apply(SCOPE),
                values.apply(AUTHORITIES));
    }

    /** For {@link #ofOptions}: Kafka hands them from the client's settings to its login. */
    Map<String, String> options() {
        Map<String, String> options = new TreeMap<>(
                Map.of("tokenUrl", tokenUrl.toString(), "clientId", clientId, "clientSecret", clientSecret));
        scope.ifPresent(value -> options.put("scope", value));
        authorities.ifPresent(value -> options.put("authorities", value));
        return options;
    }

    static OAuthConfig ofOptions(Map<String, ?> options) {
        return new OAuthConfig(
                URI.create((String) options.get("tokenUrl")),
                (String) options.get("clientId"),
                (String) options.get("clientSecret"),
                Optional.ofNullable((String) options.get("scope")),
                Optional.ofNullable((String) options.get("authorities")));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return clientId + " at " + tokenUrl;
    }
}
