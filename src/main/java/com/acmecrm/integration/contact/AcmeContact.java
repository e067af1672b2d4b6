package com.acmecrm.integration.contact;

import com.acmecrm.integration.platform.JsonObjectConverter;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/**
 * A contact in AcmeCRM's format. Written here when the contact is created and removed when it is deleted; in between
 * AcmeCRM may write the row too, so that every change of ours is made in place, in the database, and this entity is
 * never written back. {@code version} counts AcmeCRM's changes and stays 1 by ours.
 */
@Entity
@Immutable
@Table(name = "acme_contacts")
public class AcmeContact {

    @Id
    private String id;

    @Convert(converter = JsonObjectConverter.class)
    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "cast(? as jsonb)")
    private JsonObject data;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    private long version;

    protected AcmeContact() {}

    public static AcmeContact of(Contact contact) {
        AcmeContact row = new AcmeContact();
        row.id = contact.externalId().acmeId();
        row.data = ContactMapper.toAcme(contact);
        row.createdAt = contact.createdAt();
        row.updatedAt = contact.updatedAt();
        row.version = ContactMapper.FIRST_ACME_VERSION;
        return row;
    }

    public String id() {
        return id;
    }

    public JsonObject data() {
        return data;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public long version() {
        return version;
    }
}
