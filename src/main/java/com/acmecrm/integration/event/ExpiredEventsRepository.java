package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.WorkDataSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import javax.sql.DataSource;

/** Events that nobody needs any more. */
@ApplicationScoped
public class ExpiredEventsRepository {

    /** What is locked is just being marked: it can wait for the next time, and so nobody waits for this. */
    private static final String DELETE = """
            delete from event_processing where id in (
                select e.id from event_processing e
                where e.created_at < ?
                  and e.status in ('published', 'processed')
                  and coalesce(e.processed_at, e.published_at) < ?
                  and not exists (
                      select from event_processing f where f.status = 'failed' and f.message_key = e.message_key)
                order by e.created_at limit ? for update of e skip locked)""";

    @Resource(lookup = WorkDataSource.NAME)
    DataSource dataSource;

    /**
     * Deletes the oldest events that were done with before a time, and whose contact does not wait behind a failed one.
     *
     * @return how many; fewer than the limit where there were no more
     */
    @Transactional
    int deleteBefore(Instant before, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(DELETE)) {
            statement.setTimestamp(1, Timestamp.from(before));
            statement.setTimestamp(2, Timestamp.from(before));
            statement.setInt(3, limit);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new OutboxException(failure);
        }
    }
}
