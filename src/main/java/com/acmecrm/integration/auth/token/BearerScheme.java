package com.acmecrm.integration.auth.token;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ClientAuthConfig;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Makes {@code bearer}, in any case and with any number of blanks after it, the scheme that it is by RFC 9110. Payara looks
 * for {@code "Bearer "} before any filter runs, and takes the rest for the token: so its mechanism, registered by Jakarta
 * Authentication, is handed a request whose header reads as it expects. WildFly authenticates in another way, and does this
 * by itself: there nothing is registered.
 */
@WebListener
public class BearerScheme implements ServletContextListener {

    private static final String LAYER = "HttpServlet";

    private String registration;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        ServletContext context = event.getServletContext();
        // As the profile for servlet containers defines it (Jakarta Authentication 3.0, section 3.1).
        String application = context.getVirtualServerName() + " " + context.getContextPath();
        AuthConfigProvider provider = factory == null ? null : factory.getConfigProvider(LAYER, application, null);
        if (provider != null) {
            registration = factory.registerConfigProvider(
                    new Provider(provider), LAYER, application, "Bearer in any case: " + application);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        if (registration != null) {
            AuthConfigFactory.getFactory().removeRegistration(registration);
        }
    }

    private record Provider(AuthConfigProvider other) implements AuthConfigProvider {

        @Override
        public ClientAuthConfig getClientAuthConfig(String layer, String application, CallbackHandler handler)
                throws AuthException {
            return other.getClientAuthConfig(layer, application, handler);
        }

        @Override
        public ServerAuthConfig getServerAuthConfig(String layer, String application, CallbackHandler handler)
                throws AuthException {
            return new Config(other.getServerAuthConfig(layer, application, handler));
        }

        @Override
        public void refresh() {
            other.refresh();
        }
    }

    private record Config(ServerAuthConfig other) implements ServerAuthConfig {

        @Override
        public ServerAuthContext getAuthContext(
                String id, Subject service, @SuppressWarnings("rawtypes") Map properties) throws AuthException {
            ServerAuthContext context = other.getAuthContext(id, service, properties);
            return context == null ? null : new Context(context);
        }

        @Override
        public String getMessageLayer() {
            return other.getMessageLayer();
        }

        @Override
        public String getAppContext() {
            return other.getAppContext();
        }

        @Override
        public String getAuthContextID(MessageInfo message) {
            return other.getAuthContextID(message);
        }

        @Override
        public void refresh() {
            other.refresh();
        }

        @Override
        public boolean isProtected() {
            return other.isProtected();
        }
    }

    private record Context(ServerAuthContext other) implements ServerAuthContext {

        @Override
        public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service) throws AuthException {
            if (message.getRequestMessage() instanceof HttpServletRequest request) {
                Optional<String> canonical = BearerHeader.canonical(request);
                if (canonical.isPresent()) {
                    message.setRequestMessage(BearerHeader.with(canonical.get(), request));
                }
            }
            return other.validateRequest(message, client, service);
        }

        @Override
        public AuthStatus secureResponse(MessageInfo message, Subject service) throws AuthException {
            return other.secureResponse(message, service);
        }

        @Override
        public void cleanSubject(MessageInfo message, Subject subject) throws AuthException {
            other.cleanSubject(message, subject);
        }
    }
}
