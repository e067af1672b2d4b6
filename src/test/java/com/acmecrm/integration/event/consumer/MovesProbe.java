package com.acmecrm.integration.event.consumer;

import com.acmecrm.integration.event.RelayProbe;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Added to the WAR by a test: does to any event what the relay and the consumer do to theirs. */
@Path("/probe/{key}/{id}/{move}")
@RequestScoped
public class MovesProbe {

    @Inject
    RelayProbe relay;

    @Inject
    ConsumerRepository rows;

    @Inject
    Clock clock;

    @POST
    @RolesAllowed("admin")
    @Transactional
    public void move(@PathParam("key") String key, @PathParam("id") UUID id, @PathParam("move") String move) {
        Place place = new Place(id, 5, 55, clock.instant());
        switch (move) {
            case "relay-publishes" -> relay.publish(id, key);
            case "relay-refuses" -> relay.refuse(id, key);
            case "consumer-processes" -> rows.markProcessed(List.of(place), clock.instant());
            case "consumer-postpones" -> rows.postpone(place, "not now", clock.instant());
            case "consumer-fails" -> rows.fail(place, "never");
            default -> throw new IllegalArgumentException(move);
        }
    }
}
