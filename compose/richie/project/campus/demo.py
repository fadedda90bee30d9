"""The small demo: Richie's own has 75 courses and takes minutes. What Richie has under these names: richie/apps/demo/defaults.py."""


def subject(english, french, *children):
    """A category with its title in both languages of the site."""
    return {"page_title": {"en": english, "fr": french}, **({"children": list(children)} if children else {})}


# No sample may be larger than what it is drawn from: home_subjects of the subjects without children, and so on.
NB_OBJECTS = {
    "courses": 8,
    "course_persons": 3,
    "organizations": 5,
    "licences": 3,
    "persons": 6,
    "blogposts": 4,
    "programs": 2,
    "home_blogposts": 4,
    "home_courses": 7,
    "home_organizations": 4,
    "home_subjects": 6,
    "home_persons": 4,
    "home_programs": 2,
}

SUBJECTS = {
    "children": [
        subject(
            "Science",
            "Sciences",
            subject("Mathematics and Statistics", "Mathématiques et statistiques"),
            subject("Physics", "Physique"),
            subject("Life science", "Sciences de la vie"),
        ),
        subject(
            "Human and social sciences",
            "Sciences humaines et sociales",
            subject("History", "Histoire"),
            subject("Literature", "Littérature"),
            subject("Philosophy", "Philosophie"),
        ),
        subject("Computer science", "Informatique"),
        subject("Languages", "Langues"),
        subject("Law", "Droit"),
    ],
}
