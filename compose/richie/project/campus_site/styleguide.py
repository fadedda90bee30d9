"""Names that Richie's style guide page (/en/styleguide/, linked from the demo's footer) shows. They are those of its default theme."""

GRADIENTS = ["neutral-gradient", "middle-gradient", "dark-gradient", "white-mask-gradient"]

STYLEGUIDE = {
    "fonts": ["hind", "montserrat"],
    "palette": """
        black dark-grey charcoal slate-grey battleship-grey light-grey silver azure2 smoke white denim firebrick6
        grey32 grey59 grey87 purplish-grey midnightblue indianred3
    """.split(),
    "gradient_colors": GRADIENTS,
    "schemes": [
        *"primary secondary tertiary clear light lightest".split(),
        *GRADIENTS,
        *"transparent-darkest clouds waves purplish-grey battleship-grey".split(),
    ],
}
