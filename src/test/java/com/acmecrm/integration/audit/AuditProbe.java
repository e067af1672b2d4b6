package com.acmecrm.integration.audit;

import com.acmecrm.integration.platform.Audited;
import com.acmecrm.integration.platform.OnRequestDatabase;
import com.acmecrm.integration.problem.ProblemException;
import com.acmecrm.integration.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;

/** Added to the WAR by a test: does what is audited, with a transaction and without. */
@Path("/probe-audit/{key}/{how}")
@RequestScoped
public class AuditProbe {

    @Inject
    Event<Audited> audit;

    @Inject
    Undoing undoing;

    @POST
    @RolesAllowed("admin")
    public void act(@PathParam("key") String key, @PathParam("how") String how) {
        switch (how) {
            case "alone" -> audit.fire(Audited.of("probe.made", "probe/" + key, Map.of("word", "x".repeat(501))));
            case "undone" -> undoing.act(key);
            default -> throw new IllegalArgumentException(how);
        }
    }

    /** Its transaction does not come about. */
    @ApplicationScoped
    @Transactional
    @OnRequestDatabase
    public static class Undoing {

        @Inject
        Event<Audited> audit;

        void act(String key) {
            audit.fire(Audited.of("probe.made", "probe/" + key, Map.of()));
            throw ProblemException.of(ProblemType.WRONG_STATE, "The probe has changed its mind.");
        }
    }
}
