package com.acmecrm.integration.event.kafka;

import com.acmecrm.integration.platform.JsonP;
import com.acmecrm.integration.platform.tls.PemCertificates;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.apache.kafka.common.utils.Time;

/**
 * Gets access tokens by the client credentials grant (RFC 6749, 4.4). Not Kafka's own login: that one needs a Jackson in
 * the WAR and a system property with the allowed addresses. Kafka makes it by its name, for each login.
 */
public final class OAuthTokenLogin implements AuthenticateCallbackHandler {

    private static final int CONNECT_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int READ_MILLIS = (int) Duration.ofSeconds(3).toMillis();

    private OAuthConfig config;

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> jaas) {
        config = OAuthConfig.ofOptions(jaas.get(0).getOptions());
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback wanted) {
                answer(wanted);
            } else if (!(callback instanceof SaslExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    /** Kafka hides the cause of what is thrown here, and passes a description on. */
    private void answer(OAuthBearerTokenCallback wanted) {
        try {
            wanted.token(OAuthToken.of(request(), config.clientId(), Instant.ofEpochMilli(Time.SYSTEM.milliseconds())));
        } catch (IOException failure) {
            wanted.error("no_token", "No access token for Kafka: " + failure, null);
        }
    }

    private JsonObject request() throws IOException {
        HttpURLConnection connection = open();
        try {
            connection.getOutputStream().write(form().getBytes(StandardCharsets.UTF_8));
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException("%s answered %d; are %s and %s right?"
                        .formatted(config.tokenUrl(), status, OAuthConfig.CLIENT_ID, OAuthConfig.CLIENT_SECRET));
            }
            return read(connection);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) config.tokenUrl().toURL().openConnection();
        if (connection instanceof HttpsURLConnection encrypted) {
            trust(encrypted);
        }
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setDoOutput(true);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setRequestProperty("Authorization", "Basic " + credentials());
        return connection;
    }

    private void trust(HttpsURLConnection connection) throws IOException {
        if (config.authorities().isEmpty()) {
            return;
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null, PemCertificates.trusted(config.authorities().get()).getTrustManagers(), null);
            connection.setSSLSocketFactory(context.getSocketFactory());
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }

    /** Each part encoded as in a form first (RFC 6749, 2.3.1). */
    private String credentials() {
        String both = encoded(config.clientId()) + ":" + encoded(config.clientSecret());
        return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private String form() {
        return "grant_type=client_credentials"
                + config.scope().map(scope -> "&scope=" + encoded(scope)).orElse("");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonObject read(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getInputStream();
                JsonReader reader = JsonP.JSON.createReader(body)) {
            JsonObject response = reader.readObject();
            if (!response.containsKey("access_token")) {
                throw new IOException(config.tokenUrl() + " answered without an access_token");
            }
            return response;
        } catch (JsonException notJson) {
            throw new IOException(config.tokenUrl() + " did not answer with JSON", notJson);
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
