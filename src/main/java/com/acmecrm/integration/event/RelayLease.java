package com.acmecrm.integration.event;

import com.acmecrm.integration.platform.WorkDataSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Lets one node of the cluster relay. A row says whose turn it is and until when, by PostgreSQL's clock; a node that
 * dies, freezes or vanishes loses its turn by doing nothing.
 */
@ApplicationScoped
public class RelayLease {

    /** Taken if it is ours, or nobody's any more. */
    private static final String TAKE = """
            insert into relay_lease as held (name, owner, until)
            values ('outbox', ?, clock_timestamp() + interval '5 seconds')
            on conflict (name) do update set owner = excluded.owner, until = excluded.until
            where held.owner = excluded.owner or held.until < clock_timestamp()""";

    /** Locks the row: whoever wants to take the lease meanwhile waits for this transaction. */
    private static final String RENEW = """
            update relay_lease set until = clock_timestamp() + interval '5 seconds'
            where name = 'outbox' and owner = ? and until >= clock_timestamp()""";

    /**
     * What a crash of PostgreSQL can take away here is made good by sending again. A node that freezes in between has
     * locked this row: PostgreSQL ends its transaction, or nobody could ever take the lease.
     */
    private static final String SETTINGS = """
            set local synchronous_commit = off;
            set local idle_in_transaction_session_timeout = '2s'""";

    private final UUID owner = UUID.randomUUID();

    @Resource(lookup = WorkDataSource.NAME)
    DataSource dataSource;

    /** Whether it is this node's turn now; if so, for as long as the caller's transaction and five seconds. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean take() {
        return change(TAKE) == 1;
    }

    /**
     * Renews the lease in the caller's transaction, whose other changes count only with it.
     *
     * @throws OutboxException if the lease has run out or is another node's; the transaction then rolls back
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void renew() {
        if (change(RENEW) != 1) {
            throw new OutboxException("The relay's lease was lost");
        }
    }

    private int change(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement setting = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            setting.execute(SETTINGS);
            statement.setObject(1, owner);
            return statement.executeUpdate();
        } catch (SQLException failure) {
            throw new OutboxException(failure);
        }
    }
}
