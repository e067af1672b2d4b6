package com.acmecrm.integration.dev;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** What a newcomer reads when everything runs. */
final class Welcome {

    private Welcome() {}

    static String text(URI url, Map<String, String> services, Path home) {
        URI database = URI.create(services.get("acmecrm.database.url").substring("jdbc:".length()));
        URI redis = URI.create(services.get("acmecrm.redis.url"));
        return """

                AcmeCRM Integration is ready: %1$s/ is its console (admin@acmecrm.com / admin123).

                The same without a browser: log in and create a contact:

                  TOKEN=$(curl -s %1$s/api/auth/login -H 'Content-Type: application/json' \\
                    -d '{"username":"admin@acmecrm.com","password":"admin123"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
                  curl -i %1$s/api/contacts -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
                    -d '{"firstName":"John","lastName":"Doe","email":"john.doe@example.com"}'

                Look behind it:

                  psql -h %2$s -p %3$d -U %4$s acmecrm -c 'select * from acme_contacts'
                  redis-cli -h %5$s -p %6$d keys '*'
                  kcat -b %7$s -t contacts -C -o beginning -e

                Logs: %8$s
                Data and addresses: %9$s (delete it to begin anew)
                Stop with Ctrl-C.

                """.formatted(
                        url,
                        database.getHost(),
                        database.getPort(),
                        services.get("acmecrm.database.username"),
                        redis.getHost(),
                        redis.getPort(),
                        services.get("acmecrm.kafka.bootstrap-servers"),
                        home.resolve("application.log"),
                        home);
    }
}
