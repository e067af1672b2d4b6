package com.acmecrm.integration.system;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The WAR as it ships, deployed once for all these suites: a server's start takes longer than any of them. A suite is an
 * abstract class beside this one.
 */
@ExtendWith(ArquillianExtension.class)
class ApplicationIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("acmecrm.test.war")));
    }

    @Nested
    @Tag("flow")
    class Flow extends FlowSteps {}

    @Nested
    class Access extends AccessSuite {}

    @Nested
    class ContactChanges extends ContactChangesSuite {}

    @Nested
    class ContactList extends ContactListSuite {}

    @Nested
    class Outbox extends OutboxSuite {}

    @Nested
    class RedisUse extends RedisUseSuite {}
}
