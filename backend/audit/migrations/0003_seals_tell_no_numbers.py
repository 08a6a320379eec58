"""A seal tells no number of entries or chains; what it is computed anew from stands apart."""

from django.db import migrations, models

from backend.confidentiality.rls import Protect


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_mandate_mark")]

    operations = [
        migrations.CreateModel(
            name="SealOpening",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("audience", models.TextField(default="system")),
                ("upto", models.BigIntegerField()),
                ("secret", models.BinaryField()),
                ("leaves", models.PositiveIntegerField()),
                ("tree", models.BinaryField(null=True)),
            ],
        ),
        Protect("audit_sealopening"),
        migrations.RunSQL(
            # a slice of a field that is not compressed is read without the rest of it
            "alter table audit_sealopening alter column tree set storage external",
            "alter table audit_sealopening alter column tree set storage extended",
        ),
        migrations.AlterField("auditseal", "chains", models.PositiveIntegerField(null=True)),
        migrations.AlterField("auditseal", "upto", models.BigIntegerField(null=True)),
    ]
