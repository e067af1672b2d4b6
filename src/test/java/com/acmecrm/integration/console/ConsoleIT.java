package com.acmecrm.integration.console;

import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The WAR as it ships, deployed once for all suites of the console, each an abstract class beside this one. */
@ExtendWith({Chromium.class, ArquillianExtension.class})
@Execution(ExecutionMode.SAME_THREAD)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ConsoleIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("acmecrm.test.war")));
    }

    @Nested
    @Order(1)
    class SignIn extends SignInSuite {}

    @Nested
    @Order(2)
    class Overview extends OverviewPageSuite {}

    @Nested
    @Order(10)
    class ContactList extends ContactListPageSuite {}

    @Nested
    @Order(11)
    class Contact extends ContactPageSuite {}

    @Nested
    @Order(12)
    class ContactForm extends ContactFormSuite {}

    @Nested
    @Order(13)
    class UnknownOutcome extends UnknownOutcomeSuite {}

    @Nested
    @Order(20)
    class EventList extends EventListSuite {}

    @Nested
    @Order(21)
    class EventDetail extends EventDetailSuite {}

    @Nested
    @Order(22)
    class EventRetry extends EventRetrySuite {}

    @Nested
    @Order(40)
    class Sessions extends SessionsPageSuite {}

    @Nested
    @Order(41)
    class Users extends UsersPageSuite {}

    @Nested
    @Order(42)
    class Limits extends LimitsPageSuite {}

    @Nested
    @Order(43)
    class Audit extends AuditPageSuite {}

    @Nested
    @Order(44)
    class Reference extends ReferencePageSuite {}
}
