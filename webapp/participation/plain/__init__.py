"""この画面で解く（JupyterLab を使わない画面）: exercises as ordinary pages, for phones and for networks that block websockets.

What is shown, run and handed in does not depend on who asks: `sheet`, `needs`, `filling`, `prose` and `outcomes` know no
person, and a person is an `Owner` to the rest.
"""
