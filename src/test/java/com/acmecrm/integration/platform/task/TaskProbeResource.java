package com.acmecrm.integration.platform.task;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Added to the WAR by a test. */
@Path("/probe-task/{behaviour}")
@RequestScoped
public class TaskProbeResource {

    @Inject
    TaskProbe probe;

    @POST
    @RolesAllowed("admin")
    public void change(@PathParam("behaviour") String behaviour) {
        probe.become(behaviour);
    }
}
