package com.acmecrm.integration.platform;

import com.acmecrm.integration.platform.config.Form;
import com.acmecrm.integration.platform.config.Setting;
import com.acmecrm.integration.platform.config.SettingGroup;
import com.acmecrm.integration.platform.log.LogOutput;
import com.acmecrm.integration.platform.shutdown.Drain;
import com.acmecrm.integration.platform.tls.PemCertificates;
import com.acmecrm.integration.platform.web.CrossOrigin;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** What everything stands on: PostgreSQL, Redis, whom to trust, how to log. */
public final class PlatformSettings implements SettingGroup {

    private static final Form NETWORKS = Form.listOf("a list of addresses or CIDR blocks", Networks::isBlock);

    /** With less, one batch at its limit would not fit. */
    private static final int LEAST_BODIES_MIB = 256;

    private static final int MOST_BODIES_MIB = 1024 * 1024;

    @Override
    public List<Setting> settings() {
        return Stream.of(services(), DatabaseConfig.CLIENT.settings(), RedisConfig.CLIENT.settings(), surroundings())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<String> faults(Function<String, Optional<String>> values) {
        return Stream.of(DatabaseConfig.faults(values), RedisConfig.faults(values))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Setting> services() {
        return List.of(
                // Its parameters may hold a password.
                Setting.required(
                                "acmecrm.database.url",
                                new Form(
                                        "a JDBC address like jdbc:postgresql://host:5432/acmecrm",
                                        text -> Driver.parseURL(text, null) != null))
                        .asSecret(),
                Setting.required("acmecrm.database.username", Form.text()),
                Setting.optional("acmecrm.database.password", Form.text()).asSecret(),
                Setting.optional(
                        DatabaseConfig.SSL_MODE,
                        Form.oneOf("disable", "allow", "prefer", "require", "verify-ca", "verify-full")),
                Setting.optional(DatabaseConfig.AUTHORITIES, PemCertificates.form()),
                Setting.optional("acmecrm.database.pool-size", Form.whole(1, RequestDataSource.POOL_SIZE)),
                Setting.required("acmecrm.redis.url", new Form(RedisAddress.FORMS, RedisAddress::isAddress))
                        .asSecret(),
                Setting.optional(RedisConfig.USERNAME, Form.text()),
                Setting.optional(RedisConfig.PASSWORD, Form.text()).asSecret(),
                Setting.optional(RedisConfig.AUTHORITIES, PemCertificates.form()));
    }

    private static List<Setting> surroundings() {
        return List.of(
                Setting.optional("acmecrm.ratelimit.trusted-proxies", NETWORKS),
                Setting.optional("acmecrm.metrics.allowed", NETWORKS),
                Setting.optional(
                        "acmecrm.cors.origins",
                        Form.listOf("a list of origins such as https://crm.example.com", CrossOrigin::isOrigin)),
                Setting.optional("acmecrm.bodies.memory-mib", Form.whole(LEAST_BODIES_MIB, MOST_BODIES_MIB)),
                Setting.required("acmecrm.log.format", Form.oneOf("json", "text")),
                Setting.optional("acmecrm.drain.file", new Form("a path in a folder that is there", Drain::isUsable)),
                Setting.optional("acmecrm.log.path", new Form("a file that can be written", LogOutput::isUsable)));
    }
}
