package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonObjectConverter;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

/**
 * A contact in the internal format. Created with version 1; each change replaces all writable fields at once and counts
 * the version up by one; deleted for good. Its id and its external id never change.
 */
@Entity
@Table(name = "internal_contacts")
public class InternalContact {

    @Id
    private UUID id;

    @Column(name = "first_name")
    private String firstName;

    @Column(name = "last_name")
    private String lastName;

    private String email;
    private String phone;
    private String company;
    private String title;

    @Convert(converter = Address.ColumnConverter.class)
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private Address address;

    private String notes;

    @Convert(converter = ContactStatus.ColumnConverter.class)
    private ContactStatus status;

    @Convert(converter = TagsConverter.class)
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private List<String> tags;

    @Convert(converter = JsonObjectConverter.class)
    @Column(name = "custom_fields", columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private JsonObject customFields;

    @Column(updatable = false)
    private String source;

    @Column(name = "source_id", updatable = false)
    private String sourceId;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    protected InternalContact() {}

    public static InternalContact create(UUID id, ExternalId externalId, ContactFields fields, Instant now) {
        InternalContact contact = new InternalContact();
        contact.id = id;
        contact.source = externalId.source();
        contact.sourceId = externalId.sourceId();
        contact.createdAt = now;
        contact.version = 1;
        contact.change(fields, now);
        return contact;
    }

    public void change(ContactFields fields, Instant now) {
        firstName = fields.firstName();
        lastName = fields.lastName();
        email = fields.email();
        phone = fields.phone();
        company = fields.company();
        title = fields.title();
        address = fields.address();
        notes = fields.notes();
        status = ContactStatus.find(fields.status()).orElseThrow();
        tags = fields.tags();
        customFields = fields.customFields();
        updatedAt = now;
    }

    public ContactFields fields() {
        return new ContactFields(
                firstName,
                lastName,
                email,
                phone,
                company,
                title,
                address,
                notes,
                status.internalName(),
                tags,
                customFields);
    }

    public Contact toContact() {
        return new Contact(id, fields(), new ExternalId(source, sourceId), createdAt, updatedAt, version);
    }
}
