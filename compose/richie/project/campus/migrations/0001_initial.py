"""The tables of models.py."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """First."""

    initial = True
    dependencies = [("courses", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Step",
            fields=[
                ("name", models.CharField(max_length=50, primary_key=True, serialize=False)),
                ("detail", models.JSONField()),
                ("done_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="ManagedRun",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=250, unique=True)),
                (
                    "run",
                    models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.courserun"),
                ),
            ],
        ),
    ]
