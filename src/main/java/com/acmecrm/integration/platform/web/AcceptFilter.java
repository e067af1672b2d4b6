package com.acmecrm.integration.platform.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.stream.Stream;

/** Answers 406 where a client accepts none of the media types that a method produces; before the call is counted. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION - 1)
public class AcceptFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Inject
    HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        AcceptHeader accept = AcceptHeader.of(request);
        if (Stream.of(produced(resource.getResourceMethod())).noneMatch(accept::accepts)) {
            throw new NotAcceptableException();
        }
    }

    private static String[] produced(Method method) {
        Produces own = method.getAnnotation(Produces.class);
        Produces produces = own == null ? method.getDeclaringClass().getAnnotation(Produces.class) : own;
        return produces == null ? new String[] {"*/*"} : produces.value();
    }
}
