package com.acmecrm.integration.system;

import com.acmecrm.integration.property.ApiPropertySuite;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The WAR as it ships, deployed once for all these suites: a server's start takes longer than any of them. A suite is an
 * abstract class beside this one.
 */
@ExtendWith(ArquillianExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ApplicationIT {

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("acmecrm.test.war")));
    }

    @Nested
    @Order(1)
    @Tag("flow")
    class Flow extends FlowSteps {}

    @Nested
    @Order(2)
    class Access extends AccessSuite {}

    @Nested
    @Order(3)
    class ContactChanges extends ContactChangesSuite {

        ContactChanges() {
            super(ContactAddress.BY_ID);
        }
    }

    @Nested
    @Order(3)
    class ContactChangesBySource extends ContactChangesSuite {

        ContactChangesBySource() {
            super(ContactAddress.BY_SOURCE);
        }
    }

    @Nested
    @Order(3)
    class ContactTexts extends ContactTextSuite {}

    @Nested
    @Order(3)
    class CustomFields extends CustomFieldsSuite {}

    @Nested
    @Order(3)
    class SentBack extends SentBackSuite {}

    @Nested
    @Order(4)
    class ContactList extends ContactListSuite {}

    @Nested
    @Order(5)
    class Outbox extends OutboxSuite {}

    @Nested
    @Order(6)
    class RedisUse extends RedisUseSuite {}

    @Nested
    @Order(6)
    class RedisValues extends RedisValuesSuite {}

    @Nested
    @Order(7)
    class ErrorTable extends ErrorTableSuite {}

    @Nested
    @Order(8)
    class OrderOfChecks extends OrderOfChecksSuite {}

    @Nested
    @Order(9)
    class StaticSide extends StaticSideSuite {}

    @Nested
    @Order(9)
    class MalformedRequests extends MalformedRequestSuite {}

    @Nested
    @Order(9)
    class ConsoleFiles extends ConsoleFilesSuite {}

    @Nested
    @Order(10)
    class Fuzz extends FuzzSuite {}

    @Nested
    @Order(11)
    class Metrics extends MetricsSuite {}

    @Nested
    @Order(12)
    class Events extends EventsSuite {}

    @Nested
    @Order(13)
    class Stream extends StreamSuite {}

    @Nested
    @Order(14)
    class Health extends HealthSuite {}

    @Nested
    @Order(15)
    class Overview extends OverviewSuite {}

    @Nested
    @Order(20)
    class Headers extends HeadersSuite {}

    @Nested
    @Order(21)
    class Roles extends RolesSuite {}

    @Nested
    @Order(22)
    class Audit extends AuditSuite {}

    @Nested
    @Order(23)
    class Limits extends LimitSuite {}

    @Nested
    @Order(24)
    class Token extends TokenSuite {}

    @Nested
    @Order(25)
    class Sessions extends SessionsSuite {}

    @Nested
    @Order(26)
    class Users extends UsersSuite {}

    @Nested
    @Order(27)
    class Login extends LoginSuite {}

    @Nested
    @Order(32)
    class Conditional extends ConditionalSuite {

        Conditional() {
            super(ContactAddress.BY_ID);
        }
    }

    @Nested
    @Order(32)
    class ConditionalBySource extends ConditionalSuite {

        ConditionalBySource() {
            super(ContactAddress.BY_SOURCE);
        }
    }

    @Nested
    @Order(33)
    class Upsert extends UpsertSuite {}

    @Nested
    @Order(34)
    class Idempotency extends IdempotencySuite {}

    @Nested
    @Order(35)
    class ContactFilters extends ContactFilterSuite {}

    @Nested
    @Order(36)
    class ContactSorts extends ContactSortSuite {}

    @Nested
    @Order(37)
    class AbandonedStatement extends AbandonedStatementSuite {}

    @Nested
    @Order(37)
    class MediaTypes extends MediaTypesSuite {}

    @Nested
    @Order(38)
    class Queries extends QueriesSuite {}

    @Nested
    @Order(39)
    class Addresses extends AddressesSuite {}

    @Nested
    @Order(43)
    class RequestBodies extends RequestBodySuite {}

    @Nested
    @Order(60)
    class Formats extends FormatsSuite {}

    @Nested
    @Order(61)
    class Drift extends DriftSuite {}

    @Nested
    @Order(62)
    class Repair extends RepairSuite {}

    @Nested
    @Order(30)
    class Batch extends BatchSuite {}

    @Nested
    @Order(40)
    class OpenApi extends OpenApiSuite {}

    @Nested
    @Order(41)
    class GeneratedClient extends GeneratedClientSuite {}

    @Nested
    @Order(50)
    class ApiProperties extends ApiPropertySuite {}

    @Nested
    @Order(42)
    class Traces extends TraceSuite {}

    @Nested
    @Order(80)
    class Drain extends DrainSuite {}

    @Nested
    @Order(81)
    class FullDisk extends FullDiskSuite {}

    @Nested
    @Order(82)
    class BothStores extends BothStoresSuite {}

    @Nested
    @Order(90)
    class Outages extends OutageSuite {}

    /** Last: it reads what all the others have left in the logs. */
    @Nested
    @Order(91)
    class Logs extends LogSuite {}
}
