package com.acmecrm.integration.chaos;

import com.acmecrm.integration.event.EventHandler;
import com.acmecrm.integration.event.Message;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Added to the WAR by a test: notes each event that it is handed, whatever becomes of the transaction. */
@ApplicationScoped
public class AuditedHandler implements EventHandler {

    @Override
    public void handle(Message event) {
        try (Connection connection = connect();
                PreparedStatement note = connection.prepareStatement("insert into handled (event) values (?)")) {
            note.setObject(1, event.id());
            note.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Connection connect() throws SQLException {
        Config config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("acmecrm.database.url", String.class),
                config.getValue("acmecrm.database.username", String.class),
                config.getValue("acmecrm.database.password", String.class));
    }
}
